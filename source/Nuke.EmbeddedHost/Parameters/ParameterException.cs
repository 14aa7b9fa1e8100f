namespace Nuke.Common.Parameters;

/// <summary>Thrown when the command line, an environment variable or a parameters file contains something invalid.</summary>
internal sealed class ParameterException(string message) : Exception(message)
{
    public const int ExitCode = 2;
}
