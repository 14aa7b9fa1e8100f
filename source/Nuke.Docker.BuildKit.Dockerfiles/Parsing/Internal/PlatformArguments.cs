using System.Runtime.InteropServices;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>The arguments that BuildKit predefines in global scope.</summary>
internal static class PlatformArguments
{
    public static void AddTo(IDictionary<string, string> variables, string target)
    {
        var (architecture, variant) = RuntimeInformation.OSArchitecture switch
        {
            Architecture.Arm64 => ("arm64", ""),
            Architecture.Arm => ("arm", "v7"),
            Architecture.X86 => ("386", ""),
            _ => ("amd64", ""),
        };
        foreach (var side in (ReadOnlySpan<string>)["BUILD", "TARGET"])
        {
            variables[$"{side}PLATFORM"] = variant.Length == 0 ? $"linux/{architecture}" : $"linux/{architecture}/{variant}";
            variables[$"{side}OS"] = "linux";
            variables[$"{side}OSVERSION"] = "";
            variables[$"{side}ARCH"] = architecture;
            variables[$"{side}VARIANT"] = variant;
        }

        variables["TARGETSTAGE"] = target;
    }
}
