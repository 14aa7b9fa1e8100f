using System.Text;
using System.Text.Json;
using Nuke.Common;
using Nuke.Common.IO;
using Serilog;

// PublicAPI.Shipped.txt lists the public members of the last release, PublicAPI.Unshipped.txt what has been added and removed since then.
// The analyzer reports differences between them and the code, and its log names each member as the files do.
partial class Build
{
    const string NullableHeader = "#nullable enable";
    const string RemovedPrefix = "*REMOVED*";
    const string AddedRule = "RS0016";
    const string RemovedRule = "RS0017";

    AbsolutePath PublicApiLogs => TemporaryDirectory / "public-api";

    Target UpdatePublicApi => _ => _
        .Description("Write the lists of public members, PublicAPI.Unshipped.txt, from the code")
        .Executes(() =>
        {
            PublicApiLogs.CreateOrCleanDirectory();
            foreach (var library in s_shippedLibraries)
                WriteMembers(UnshippedFile(library), []);
            DotNet(
                $"build {ComponentsProject} -c Release -nologo -v:q -clp:ErrorsOnly --no-incremental "
                + $"-p:FullAnalysis=true -p:TreatWarningsAsErrors=false -p:PublicApiLogs={PublicApiLogs:dn}");

            foreach (var library in s_shippedLibraries)
            {
                var members = ReadMembers(PublicApiLogs / $"{library}.sarif");
                WriteMembers(UnshippedFile(library), members);
                Log.Information("{Library:l}: {Count} lines in PublicAPI.Unshipped.txt", library, members.Count);
            }
        });

    AbsolutePath UnshippedFile(string library) => RootDirectory / "source" / library / "PublicAPI.Unshipped.txt";

    static List<string> ReadMembers(AbsolutePath log)
    {
        using var sarif = JsonDocument.Parse(File.ReadAllBytes(log));
        return
        [
            .. sarif.RootElement.GetProperty("runs").EnumerateArray()
                .SelectMany(run => run.GetProperty("results").EnumerateArray())
                .Select(LineOf)
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    static string? LineOf(JsonElement result) => result.GetProperty("ruleId").GetString() switch
    {
        AddedRule => MemberOf(result),
        RemovedRule => RemovedPrefix + MemberOf(result),
        _ => null,
    };

    static string MemberOf(JsonElement result) =>
        result.GetProperty("properties").GetProperty("customProperties").GetProperty("APIName").GetString()!;

    static void WriteMembers(AbsolutePath file, IEnumerable<string> members) =>
        File.WriteAllText(file, string.Concat(members.Prepend(NullableHeader).Select(line => $"{line}\n")), new UTF8Encoding(false));
}
