namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Reads boolean values as Go's tools do.</summary>
internal static class GoBoolean
{
    public static bool? Parse(string text) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => null,
    };
}
