using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Reads the fields of a <c>--mount</c>.</summary>
internal static class MountFields
{
    public static IReadOnlyList<string> Split(string value, string failure = "failed to parse csv mounts")
    {
        try
        {
            return CsvReader.Fields(value, "--mount");
        }
        catch (InvalidSettingException exception)
        {
            throw new InvalidInstructionException($"{failure}: {exception.Message}");
        }
    }

    /// <summary>Checks a mount for errors that do not depend on variables.</summary>
    public static void CheckFrom(string value)
    {
        foreach (var field in Split(value))
        {
            var dollar = field.StartsWith("from=", StringComparison.OrdinalIgnoreCase) ? field.IndexOf('$', StringComparison.Ordinal) : -1;
            if (dollar >= 0 && dollar < field.Length - 1)
                throw new InvalidInstructionException(
                    "'from' doesn't support variable expansion, define alias stage instead",
                    "Write FROM ${…} AS name above, and from=name here");
        }
    }
}
