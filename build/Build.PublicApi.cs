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
    const string Removed = "*REMOVED*";
    const string MissingRule = "RS0016";

    Target UpdatePublicApi => _ => _
        .Description("Write the lists of public members, PublicAPI.Unshipped.txt, from the code")
        .Executes(() =>
        {
            AbsolutePath logs = TemporaryDirectory / "public-api";
            logs.CreateOrCleanDirectory();
            string[] libraries = [.. s_libraries, ComponentsProject];
            foreach (var library in libraries)
                WriteMembers(UnshippedFile(library), []);
            DotNet(
                $"build source/{ComponentsProject} -c Release -nologo -v:q -clp:ErrorsOnly --no-incremental "
                + $"-p:FullAnalysis=true -p:TreatWarningsAsErrors=false -p:PublicApiLogs={logs:dn}");

            foreach (var library in libraries)
            {
                var members = ReadMembers(logs / $"{library}.sarif");
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
                .Select(result => LineOf(result))
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    static string? LineOf(JsonElement result)
    {
        throw new NotImplementedException();
    }

    static void WriteMembers(AbsolutePath file, IEnumerable<string> members) =>
        File.WriteAllText(file, string.Concat(members.Prepend(NullableHeader).Select(line => $"{line}\n")), new UTF8Encoding(false));
}
