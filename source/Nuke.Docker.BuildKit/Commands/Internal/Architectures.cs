namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>Normalizes names of architectures as containerd does.</summary>
internal static class Architectures
{
    /// <returns>The names; an empty variant is the default of the architecture.</returns>
    public static (string Architecture, string Variant) Normalize(string architecture, string? variant)
    {
        architecture = architecture.ToLowerInvariant();
        variant = variant?.ToLowerInvariant() ?? "";
        return architecture switch
        {
            "i386" => ("386", ""),
            "x86_64" or "x86-64" or "amd64" => ("amd64", variant == "v1" ? "" : variant),
            "aarch64" or "arm64" => ("arm64", variant switch
            {
                "8" or "v8" or "v8.0" => "",
                "9" or "9.0" or "v9.0" => "v9",
                _ => variant,
            }),
            "armhf" => ("arm", "v7"),
            "armel" => ("arm", "v6"),
            "arm" => ("arm", variant switch
            {
                "" or "7" => "v7",
                "5" or "6" or "8" => $"v{variant}",
                _ => variant,
            }),
            _ => (architecture, variant),
        };
    }
}
