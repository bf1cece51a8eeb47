using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace AutoGrad.VsPyTorch;

/// <summary>The Python process that runs PyTorch's side: started once, forked for each case, asked one thing at a time.</summary>
internal sealed class TorchWorker : IDisposable
{
    private readonly Process _process;
    private readonly Stream _orders;
    private readonly Stream _replies;

    private TorchWorker(string python, int threads)
    {
        Python = python;
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "Harness", "worker.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        string count = threads.ToString(CultureInfo.InvariantCulture);
        start.Environment["OMP_NUM_THREADS"] = count;
        start.Environment["OPENBLAS_NUM_THREADS"] = count;
        _process = Process.Start(start)!;
        _orders = _process.StandardInput.BaseStream;
        _replies = _process.StandardOutput.BaseStream;
    }

    public string Python { get; }

    /// <summary>Starts the interpreter asked for, or the first of python3 and the system's that can import torch.</summary>
    public static TorchWorker Start(string? python, int threads)
    {
        string[] candidates = python is null ? ["python3", "/usr/bin/python3"] : [python];
        foreach (string candidate in candidates)
        {
            if (HasTorch(candidate))
            {
                return new TorchWorker(candidate, threads);
            }
        }

        throw new UserException($"PyTorch is missing: none of {string.Join(", ", candidates)} is there and can import torch and numpy. "
            + "Install it (Debian: apt-get install python3-torch python3-numpy libopenblas0-pthread), or name an interpreter that has it: --python PATH.");
    }

    public void Dispose()
    {
        _orders.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    /// <summary>Begins a case in a process of its own, a fork; disposing ends it.</summary>
    public IDisposable Begin()
    {
        Ask(new { command = "begin" });
        return new Case(this);
    }

    public JsonElement Ask(object order) => Ask(order, []);

    public JsonElement Ask(object order, ReadOnlySpan<byte> payload)
    {
        _orders.Write(JsonSerializer.SerializeToUtf8Bytes(order));
        _orders.WriteByte((byte)'\n');
        _orders.Write(payload);
        _orders.Flush();
        JsonElement reply = JsonDocument.Parse(ReadLine()).RootElement;
        return reply.TryGetProperty("error", out JsonElement error) ? throw new UserException("PyTorch's side failed:\n" + error.GetString()) : reply;
    }

    public void Lend(string name, Tensor tensor, bool leaf = false, string module = "")
    {
        byte[] bytes = TensorBytes.Of(tensor);
        Ask(new { command = "lend", name, dtype = tensor.DType.ToString(), shape = tensor.Shape.ToArray(), bytes = bytes.Length, leaf, module }, bytes);
    }

    public Tensor[] Values(string expression)
    {
        JsonElement[] heads = [.. Ask(new { command = "values", code = expression }).GetProperty("tensors").EnumerateArray()];
        return Array.ConvertAll(heads, head =>
        {
            byte[] bytes = new byte[head.GetProperty("bytes").GetInt32()];
            _replies.ReadExactly(bytes);
            int[] shape = [.. head.GetProperty("shape").EnumerateArray().Select(static n => n.GetInt32())];
            return TensorBytes.ToTensor(bytes, Enum.Parse<DType>(head.GetProperty("dtype").GetString()!), Shape.Create(shape));
        });
    }

    public Sample[] Measure(int count, int samples, double settle)
    {
        JsonElement turn = Ask(new { command = "measure", count, samples, settle });
        Sample[] all = [.. turn.GetProperty("samples").EnumerateArray().Select(static s => new Sample(s[0].GetDouble(), s[1].GetDouble()))];
        return Waiting.ForOthers(all, turn.GetProperty("ran").GetDouble());
    }

    public long PeakMemory() => Ask(new { command = "memory" }).GetProperty("peak").GetInt64();

    private static bool HasTorch(string python)
    {
        try
        {
            using var probe = Process.Start(new ProcessStartInfo(python, ["-c", "import torch, numpy"]) { RedirectStandardError = true })!;
            probe.StandardError.ReadToEnd();
            probe.WaitForExit();
            return probe.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such program
        }
    }

    private string ReadLine()
    {
        var line = new List<byte>();
        for (int next = _replies.ReadByte(); next != '\n'; next = _replies.ReadByte())
        {
            if (next < 0)
            {
                throw new UserException($"The Python process ended with exit code {(_process.WaitForExit(2000) ? _process.ExitCode : "unknown")}; its messages stand above.");
            }

            line.Add((byte)next);
        }

        return Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(line));
    }

    private sealed class Case(TorchWorker worker) : IDisposable
    {
        public void Dispose() => worker.Ask(new { command = "end" });
    }
}
