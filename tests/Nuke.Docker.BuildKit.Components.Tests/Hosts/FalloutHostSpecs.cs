using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using DockerTestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Assert = NUnit.Framework.Assert;

namespace Nuke.Docker.BuildKit.Components.Tests.Hosts;

/// <summary>
/// The sources of the components compile for Fallout, NUKE's successor, whose packages not every feed has: against the embedded host with the names of
/// Fallout. What they use of it is compared with <c>FalloutApi.txt</c>, the members that both lines of Fallout have.
/// </summary>
public sealed class FalloutHostSpecs
{
    private const string Host = "Fallout.Common";
    private const string Components = "source/Nuke.Docker.BuildKit.Components";

    private static readonly CSharpParseOptions s_language = new(LanguageVersion.Preview);

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file) is not ("Nuke.EmbeddedHost.dll" or "Nuke.Docker.BuildKit.Components.dll"))
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    private JsonElement _items;
    private JsonElement _properties;
    private IReadOnlyList<string> _used = [];
    private IReadOnlyList<string> _problems = [];

    [OneTimeSetUp]
    public async Task Compile()
    {
        var evaluation = JsonDocument.Parse(await EvaluateAsync()).RootElement;
        (_items, _properties) = (evaluation.GetProperty("Items"), evaluation.GetProperty("Properties"));

        // The assembly has the name under which the libraries make their internal members visible.
        var host = Create(Host, SourcesOf("source/Nuke.EmbeddedHost").Select(ToFallout).Append(Usings([])), s_references);
        using var hostImage = Emit(host);
        var usings = _items.GetProperty("Using").EnumerateArray().Select(item => (item.GetProperty("Identity").GetString()!, Text(item, "Alias")));
        var components = Create(
            "Nuke.Docker.BuildKit.Components",
            SourcesOf(Components).Append(Usings(usings)),
            [.. s_references, MetadataReference.CreateFromStream(hostImage)]);
        _problems = [.. components.GetDiagnostics().Where(problem => problem.Severity >= DiagnosticSeverity.Warning).Select(problem => problem.ToString())];
        if (_problems.Count == 0)
        {
            using var image = Emit(components);
            _used = UsedOf(image);
        }
    }

    [Test]
    public void The_components_compile_without_a_warning() => Assert.That(_problems, Is.Empty);

    [Test]
    public void All_that_they_use_exists_in_Fallout()
    {
        var known = File.ReadAllLines(Repository.File("tests/Nuke.Docker.BuildKit.Components.Tests/Hosts/FalloutApi.txt")).ToHashSet(StringComparer.Ordinal);

        TestContext.Out.WriteLine(string.Join('\n', _used));
        Assert.That(_used, Has.Count.GreaterThan(40));
        Assert.That(_used.Where(member => !known.Contains(member)), Is.Empty);
    }

    [Test]
    public void The_table_names_only_what_they_use()
    {
        var known = File.ReadAllLines(Repository.File("tests/Nuke.Docker.BuildKit.Components.Tests/Hosts/FalloutApi.txt"));

        Assert.That(known.Except(_used), Is.Empty);
    }

    [Test]
    public void The_package_has_an_id_of_its_own_and_depends_on_Fallout()
    {
        var packages = _items.GetProperty("PackageReference").EnumerateArray().Select(item => item.GetProperty("Identity").GetString());

        Assert.That(_properties.GetProperty("PackageId").GetString(), Is.EqualTo("Nuke.Docker.BuildKit.Fallout.Components"));
        Assert.That(packages, Does.Contain("Fallout.Common").And.Not.Contain("Nuke.Common"));
    }

    private static async Task<string> EvaluateAsync()
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Repository.Root, UseShellExecute = false, RedirectStandardOutput = true };
        string[] arguments = ["msbuild", Components, "-nologo", "-p:NukeHost=fallout", "-getItem:Using,PackageReference", "-getProperty:PackageId,NukeHost"];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(output);
    }

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;

    private static IEnumerable<string> SourcesOf(string folder) =>
        Directory.EnumerateFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Repository.File(folder), file).Split(Path.DirectorySeparatorChar)[0].Equals("obj", StringComparison.Ordinal))
            .Where(file => !Path.GetRelativePath(Repository.File(folder), file).Split(Path.DirectorySeparatorChar)[0].Equals("bin", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    private static string ToFallout(string source) => source
        .Replace("Nuke.Common", Host, StringComparison.Ordinal)
        .Replace("NukeBuild", "FalloutBuild", StringComparison.Ordinal);

    private static string Usings(IEnumerable<(string Name, string? Alias)> more)
    {
        string[] ofSdk = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];
        return string.Concat(ofSdk.Select(name => (Name: name, Alias: (string?)null)).Concat(more).Distinct()
            .Select(use => $"global using {(use.Alias is null ? "" : $"{use.Alias} = ")}global::{use.Name};\n"));
    }

    private static CSharpCompilation Create(string name, IEnumerable<string> sources, IEnumerable<MetadataReference> references) => CSharpCompilation.Create(
        name,
        sources.Select(source => CSharpSyntaxTree.ParseText(source, s_language)),
        references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static MemoryStream Emit(CSharpCompilation compilation)
    {
        var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.That(result.Success, string.Join('\n', result.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Error).Take(10)));
        image.Position = 0;
        return image;
    }

    // The types and members of the host that an assembly refers to.
    private static IReadOnlyList<string> UsedOf(Stream image)
    {
        using var file = new PEReader(image, PEStreamOptions.LeaveOpen);
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Select(handle => (Handle: (EntityHandle)handle, Name: NameOf(metadata, handle)))
            .Where(type => type.Name is not null).ToDictionary(type => type.Handle, type => type.Name!);
        var members = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => types.ContainsKey(member.Parent))
            .Select(member => $"{types[member.Parent]}.{metadata.GetString(member.Name)}");
        return [.. types.Values.Concat(members).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string? NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var isOfHost = type.ResolutionScope.Kind == HandleKind.AssemblyReference
            && metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == Host;
        return isOfHost ? $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}" : null;
    }
}
