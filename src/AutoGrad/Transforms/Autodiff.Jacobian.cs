namespace AutoGrad;

public static partial class Autodiff
{
    /// <summary>All derivatives of a function of one input. PyTorch: torch.autograd.functional.jacobian.</summary>
    /// <param name="function">The function.</param>
    /// <param name="input">The point; Float32 or Float64.</param>
    /// <param name="createGraph">Whether the result is recorded, for derivatives of it. Default false.</param>
    /// <returns>A variable of the output's shape followed by the input's: entry [i, j] is the derivative of output element i by input element j. Zeros where there is no path.</returns>
    /// <remarks>One backward pass per output element.</remarks>
    /// <exception cref="DTypeException">The input or the output is not Float32 or Float64.</exception>
    public static Variable Jacobian(Func<Variable, Variable> function, Variable input, bool createGraph = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(input);
        return Jacobian(x => [function(x[0])], [input], createGraph)[0][0];
    }

    /// <summary>All derivatives of a function of several inputs. PyTorch: torch.autograd.functional.jacobian.</summary>
    /// <param name="function">The function; every output Float32 or Float64.</param>
    /// <param name="inputs">The point; each Float32 or Float64.</param>
    /// <param name="createGraph">Whether the results are recorded. Default false.</param>
    /// <returns>For each output one variable per input, of the output's shape followed by the input's.</returns>
    /// <exception cref="DTypeException">An input or an output is not Float32 or Float64.</exception>
    public static Variable[][] Jacobian(Func<Variable[], Variable[]> function, Variable[] inputs, bool createGraph = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);
        bool keep = createGraph || Mode.Current.Forward is not null;
        using (GradientTape.EnableGrad())
        {
            Variable[] own = Array.ConvertAll(inputs, x => Errors.Given(x).DType.IsFloat() ? Own(x, keep) : throw Errors.FloatExpected("Jacobian", x.DType));
            return Array.ConvertAll(function(own), y => Rows(Differentiable("Jacobian", y), own, createGraph));
        }
    }

    /// <summary>All second derivatives of a function with one element as value. PyTorch: torch.autograd.functional.hessian.</summary>
    /// <param name="function">The function.</param>
    /// <param name="input">The point; Float32 or Float64.</param>
    /// <param name="createGraph">Whether the result is recorded. Default false.</param>
    /// <returns>A variable of the input's shape twice over.</returns>
    /// <exception cref="ShapeException">The value has more than one element.</exception>
    /// <exception cref="DTypeException">The input is not Float32 or Float64.</exception>
    public static Variable Hessian(Func<Variable, Variable> function, Variable input, bool createGraph = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(input);
        return Hessian(x => function(x[0]), [input], createGraph)[0][0];
    }

    /// <summary>All second derivatives of a function of several inputs with one element as value. PyTorch: torch.autograd.functional.hessian.</summary>
    /// <param name="function">The function.</param>
    /// <param name="inputs">The point; each Float32 or Float64.</param>
    /// <param name="createGraph">Whether the results are recorded. Default false.</param>
    /// <returns>Entry [i][j] is the derivative of the gradient of input i by input j, of both shapes one after the other.</returns>
    /// <exception cref="ShapeException">The value has more than one element.</exception>
    /// <exception cref="DTypeException">An input is not Float32 or Float64.</exception>
    public static Variable[][] Hessian(Func<Variable[], Variable> function, Variable[] inputs, bool createGraph = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Jacobian(x => Gradient("Hessian", function, x).Gradient, inputs, createGraph);
    }

    /// <summary>The Hessian of a function with one element as value, times a vector; it is never formed. PyTorch: torch.autograd.functional.hvp.</summary>
    /// <param name="function">The function.</param>
    /// <param name="input">The point; Float32 or Float64.</param>
    /// <param name="v">The vector, of the input's shape and dtype.</param>
    /// <param name="createGraph">Whether the results are recorded. Default false.</param>
    /// <returns>The value, and H v of the input's shape.</returns>
    /// <exception cref="ShapeException">The value has more than one element, or the vector another shape.</exception>
    /// <exception cref="DTypeException">The input is not Float32 or Float64, or the vector has another dtype.</exception>
    public static (Variable Output, Variable Product) Hvp(Func<Variable, Variable> function, Variable input, Variable v, bool createGraph = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(v);
        (Variable output, Variable[] products) = Hvp(x => function(x[0]), [input], [v], createGraph);
        return (output, products[0]);
    }

    /// <summary>The same for a function of several inputs. PyTorch: torch.autograd.functional.hvp.</summary>
    /// <param name="function">The function.</param>
    /// <param name="inputs">The point; each Float32 or Float64.</param>
    /// <param name="v">One vector per input, of its shape and dtype.</param>
    /// <param name="createGraph">Whether the results are recorded. Default false.</param>
    /// <returns>The value, and one product per input.</returns>
    /// <exception cref="ShapeException">The value has more than one element, or a vector another shape.</exception>
    /// <exception cref="DTypeException">An input is not Float32 or Float64, or a vector has another dtype.</exception>
    /// <exception cref="AutogradException">There are more or fewer vectors than inputs.</exception>
    public static (Variable Output, Variable[] Products) Hvp(Func<Variable[], Variable> function, Variable[] inputs, Variable[] v, bool createGraph = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(v);
        if (v.Length != inputs.Length)
        {
            throw Errors.Autograd("Hvp", $"{inputs.Length} inputs but {v.Length} vectors. Pass one per input.");
        }

        for (int i = 0; i < v.Length; i++)
        {
            Checked("Hvp", Errors.Given(v[i]), Errors.Given(inputs[i]));
        }

        // H is symmetric: the gradient's own vjp is H v.
        Variable? value = null;
        (_, Variable[] products) = Vjp(
            x =>
            {
                (value, Variable[] gradient) = Gradient("Hvp", function, x);
                return gradient;
            },
            inputs, v, createGraph);
        return (createGraph || Mode.Current.Forward is not null ? value! : value!.Detach(), products);
    }

    /// <summary>What a function returned, if it can have a derivative at all: for integers there would be zeros, which nobody asked for.</summary>
    private static Variable Differentiable(string caller, Variable y) => Errors.Given(y, "the value of function").DType.IsFloat() ? y
        : throw Errors.DType(caller, y.DType, DType.Float32, $"the function's value is {y.DType}, and only Float32 and Float64 have derivatives. Return values, not indices, counts or comparisons.");

    private static (Variable Value, Variable[] Gradient) Gradient(string caller, Func<Variable[], Variable> function, Variable[] x)
    {
        Variable y = Differentiable(caller, function(x));
        if (y.NumEl != 1)
        {
            throw Errors.Shape(caller, y.Shape, $"the function's value has {y.NumEl} elements, and second derivatives are those of one. Reduce it with Sum() or Mean().");
        }

        Variable?[] found = y.RequiresGrad ? Grad([y], x, createGraph: true, allowUnused: true) : new Variable?[x.Length];
        return (y, [.. found.Select((g, i) => g ?? Tensor.Zeros(x[i].Shape, x[i].DType))]);
    }

    /// <summary>One backward pass per element of y, stacked.</summary>
    private static Variable[] Rows(Variable y, Variable[] inputs, bool createGraph)
    {
        int n = y.NumEl;
        var rows = new Variable[inputs.Length][];
        for (int i = 0; i < inputs.Length; i++)
        {
            rows[i] = new Variable[n];
        }

        for (int k = 0; k < n; k++)
        {
            double[] unit = new double[n];
            unit[k] = 1;
            Variable?[] found = y.RequiresGrad
                ? Grad([y], inputs, [Tensor.From<double>(unit).Reshape(y.Shape).To(y.DType)], createGraph, retainGraph: true, allowUnused: true)
                : new Variable?[inputs.Length];
            for (int i = 0; i < inputs.Length; i++)
            {
                rows[i][k] = found[i] ?? Tensor.Zeros(inputs[i].Shape, inputs[i].DType);
            }
        }

        return [.. rows.Select((r, i) =>
        {
            var shape = Shape.Create([.. y.Shape.AsSpan(), .. inputs[i].Shape.AsSpan()]);
            return n == 0 ? (Variable)Tensor.Zeros(shape, inputs[i].DType) : Variable.Stack(r).Reshape(shape);
        })];
    }
}
