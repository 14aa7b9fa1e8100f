namespace Specifications;

/// <summary>Words differ between a tool's help and its documentation, or say nothing.</summary>
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

    /// <summary>Returns true if a page's default is a value: not Go's text for nothing, no prose, and no path of the user.</summary>
    public static bool IsDefault(string? text) =>
        text is not (null or "" or "0" or "0s" or "[]" or "map[]" or "<nil>") && !text.Contains(' ', StringComparison.Ordinal) && !Path.IsPathRooted(text);
}
