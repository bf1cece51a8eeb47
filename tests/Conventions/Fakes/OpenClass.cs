namespace AutoGrad.Tests.Conventions.Fakes;

internal class OpenClass;

internal abstract class ClosedClass;
