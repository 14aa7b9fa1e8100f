namespace Nuke.Docker.BuildKit.Specifications;

/// <summary>The words for a flag's type differ between a tool's help and its documentation.</summary>
internal static class HelpKinds
{
    /// <summary>One word for those that mean the same.</summary>
    public static string Canonical(string kind) => kind switch
    {
        "strings" => "stringSlice",
        "int64" => "int",
        "uint64" => "uint",
        "ip" => "string",
        "byte" => "bytes",
        _ => kind,
    };
}
