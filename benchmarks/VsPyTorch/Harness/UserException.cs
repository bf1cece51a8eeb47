namespace AutoGrad.VsPyTorch;

/// <summary>What stops the program and is told in one message, without a stack trace.</summary>
internal sealed class UserException(string message) : Exception(message);
