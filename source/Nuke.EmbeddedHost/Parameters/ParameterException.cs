namespace Nuke.Common.Parameters;

/// <summary>The command line, an environment variable or a parameters file holds what it cannot hold.</summary>
internal sealed class ParameterException(string message) : Exception(message)
{
    public const int ExitCode = 2;
}
