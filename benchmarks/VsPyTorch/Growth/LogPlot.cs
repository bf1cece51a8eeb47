using System.Globalization;
using System.Text;

namespace AutoGrad.VsPyTorch.Growth;

/// <summary>Lines over two logarithmic axes as SVG; the vertical axis is time in nanoseconds.</summary>
internal sealed class LogPlot(string title, string xLabel, IReadOnlyList<(string Name, string Color, IReadOnlyList<(double X, double Y)> Points)> lines)
{
    private const int Width = 640, Height = 400, Left = 78, Right = 16, Top = 40, Bottom = 48;

    private readonly Axis _x = Axis.Over(lines.SelectMany(static l => l.Points).Select(static p => p.X), Left, Width - Right);
    private readonly Axis _y = Axis.Over(lines.SelectMany(static l => l.Points).Select(static p => p.Y), Height - Bottom, Top);

    public string ToSvg()
    {
        var svg = new StringBuilder();
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" font-family="sans-serif" font-size="12">""");
        Line($"""<rect width="{Width}" height="{Height}" fill="#ffffff"/>""");
        Line($"""<text x="{Left}" y="22" font-size="14" fill="#222222">{title}</text>""");
        foreach (double decade in _x.Decades)
        {
            Line($"""<line x1="{_x.At(decade):0.0}" y1="{Top}" x2="{_x.At(decade):0.0}" y2="{Height - Bottom}" stroke="#dddddd"/>""");
            Line($"""<text x="{_x.At(decade):0.0}" y="{Height - Bottom + 18}" text-anchor="middle" fill="#444444">{decade:#,0}</text>""");
        }

        foreach (double decade in _y.Decades)
        {
            Line($"""<line x1="{Left}" y1="{_y.At(decade):0.0}" x2="{Width - Right}" y2="{_y.At(decade):0.0}" stroke="#dddddd"/>""");
            Line($"""<text x="{Left - 8}" y="{_y.At(decade) + 4:0.0}" text-anchor="end" fill="#444444">{Duration(decade)}</text>""");
        }

        Line($"""<text x="{(Left + Width - Right) / 2}" y="{Height - 10}" text-anchor="middle" fill="#222222">{xLabel}</text>""");
        for (int i = 0; i < lines.Count; i++)
        {
            (string name, string color, var points) = lines[i];
            Line($"""<polyline fill="none" stroke="{color}" stroke-width="2" points="{string.Join(' ', points.Select(Place))}"/>""");
            foreach ((double x, double y) in points)
            {
                Line($"""<circle cx="{_x.At(x):0.0}" cy="{_y.At(y):0.0}" r="3" fill="{color}"/>""");
            }

            Line($"""<text x="{Left + 12}" y="{Top + 18 + (16 * i)}" fill="{color}">{name}</text>""");
        }

        return svg.Append("</svg>\n").ToString();

        void Line(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private string Place((double X, double Y) point) => string.Create(CultureInfo.InvariantCulture, $"{_x.At(point.X):0.0},{_y.At(point.Y):0.0}");

    private static string Duration(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => $"{nanoseconds:0} ns",
        < 1e6 => $"{nanoseconds / 1e3:0} us",
        < 1e9 => $"{nanoseconds / 1e6:0} ms",
        _ => $"{nanoseconds / 1e9:0} s",
    };

    /// <summary>A logarithmic axis over whole decades, from one coordinate to another.</summary>
    private readonly record struct Axis(double Low, double High, double From, double To)
    {
        public IEnumerable<double> Decades
        {
            get
            {
                for (double e = Low; e <= High; e++)
                {
                    yield return Math.Pow(10, e);
                }
            }
        }

        public static Axis Over(IEnumerable<double> values, double from, double to)
        {
            double[] all = [.. values];
            double low = Math.Floor(Math.Log10(all.Min()) + 1e-9);
            return new(low, Math.Max(Math.Ceiling(Math.Log10(all.Max()) - 1e-9), low + 1), from, to);
        }

        public double At(double value) => From + ((Math.Log10(value) - Low) / (High - Low) * (To - From));
    }
}
