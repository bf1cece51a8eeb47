using AutoGrad;
using CustomOp;

// An operation of your own: one record with its kernel, its rule and samples. Every order of derivative follows from the one rule.
var x = new Variable(Tensor.From(0.5, 1.0, 2.0), requiresGrad: true);
Variable y = new Swish(1.5).Apply(x);
Variable dx = Autodiff.Grad(y.Sum(), x, createGraph: true);
Variable ddx = Autodiff.Grad(dx.Sum(), x);
Console.WriteLine($"x   {x.Data}\ny   {y.Data}\ny'  {dx.Data}\ny'' {ddx.Data}");

// The checker compares the rule with differences of the kernel, at orders one and two, and throws a report if they disagree.
GradCheck.Verify(v => new Swish(1.5).Apply(v), Tensor.Randn([3, 4], DType.Float64));
GradCheck.Verify((a, b) => new Gate().Apply(a, b), Tensor.Randn([3, 4], DType.Float64), Tensor.Randn([4], DType.Float64));
GradCheck.Verify(new UnitRows(), [Tensor.Randn([3, 4], DType.Float64)]);
Console.WriteLine("gradients verified");
