using DockerTestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Nuke.Docker.BuildKit.Components.Tests.Parameters;

/// <summary>
/// A target lists the parameters that its source reads: a parameter that is missing in the list would be refused wrongly. The test finds them
/// by following the calls from the target through the components.
/// </summary>
public sealed class ParameterReadsSpecs
{
    // Read for settings or options of which the target uses only a part.
    private static readonly Dictionary<string, string[]> s_unused = new()
    {
        ["DockerLint"] = ["DockerNoCache", "DockerProgress", "DockerPush", "DockerPlatform", "DockerSecret", "DockerReproducible"],
        ["DockerFix"] = ["DockerReproducible"],
        ["DockerInit"] = ["DockerReproducible"],
        ["DockerDiskUsage"] = ["DockerNoCache", "DockerProgress", "DockerPush", "DockerReproducible"],
        ["DockerStatus"] = ["DockerNoCache", "DockerProgress", "DockerPush", "DockerReproducible"],
        ["DockerClean"] = ["DockerNoCache", "DockerProgress", "DockerPush", "DockerReproducible"],
        ["DockerPrune"] = ["DockerNoCache", "DockerProgress", "DockerPush", "DockerReproducible"],
        ["DockerCacheMountsExport"] = ["DockerNoCache", "DockerProgress", "DockerReproducible", "DockerCacheMountsReplace"],
        ["DockerCacheMountsImport"] =
        [
            "DockerNoCache", "DockerProgress", "DockerPush", "DockerReproducible",
            "DockerCacheMountsPrune", "DockerCacheMountsLimit", "DockerCacheMountsMaxAge", "DockerCacheMountsVerify",
        ],
    };

    private static readonly CSharpCompilation s_components = Compile();
    private static readonly Dictionary<SyntaxTree, SemanticModel> s_models = [];

    private static IEnumerable<string> Targets => s_components.SyntaxTrees
        .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<PropertyDeclarationSyntax>())
        .Where(property => property.Type.ToString() == "Target")
        .Select(property => property.Identifier.Text);

    [Test]
    public void The_components_compile_as_they_are_read() =>
        Assert.That(s_components.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);

    [TestCaseSource(nameof(Targets))]
    public void A_target_lists_what_it_reads(string target)
    {
        var property = s_components.SyntaxTrees
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<PropertyDeclarationSyntax>())
            .Single(declaration => declaration.Type.ToString() == "Target" && declaration.Identifier.Text == target);
        var check = property.DescendantNodes().OfType<InvocationExpressionSyntax>().Single(call => NameOf(call) == "CheckParameters");
        var symbol = Model(property).GetDeclaredSymbol(property)!;
        var also = check.ArgumentList.Arguments.SingleOrDefault(argument => argument.NameColon?.Name.Identifier.Text == "also");
        List<string> listed = [.. check.ArgumentList.Arguments.Where(argument => argument != also).SelectMany(NamesIn)];
        if (listed.Count == 0)
        {
            var components = symbol.ContainingType.AllInterfaces.Append(symbol.ContainingType);
            listed = [.. components.SelectMany(type => type.GetMembers()).Where(IsParameter).Select(member => member.Name)];
        }

        if (also is not null)
        {
            listed.AddRange(Model(also).GetSymbolInfo(also.Expression).Symbol is { } shared
                ? shared.DeclaringSyntaxReferences.SelectMany(other => NamesIn(other.GetSyntax()))
                : NamesIn(also));
        }

        var reached = ReachedFrom(symbol).Where(IsParameter).Select(member => member.Name).Distinct();

        Assert.That(reached.Except(listed).Except(s_unused.GetValueOrDefault(target, [])), Is.Empty);
    }

    private static IEnumerable<string> NamesIn(SyntaxNode node) =>
        node.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => NameOf(call) == "nameof")
            .Select(call => call.ArgumentList.Arguments.Single().Expression.ToString().Split('.')[^1]);

    private static HashSet<ISymbol> ReachedFrom(ISymbol start)
    {
        var reached = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<ISymbol>([start]);
        while (open.TryPop(out var symbol))
        {
            var nodes = symbol.DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax().DescendantNodes(IsFollowed));
            foreach (var node in nodes.OfType<SimpleNameSyntax>())
            {
                var info = Model(node).GetSymbolInfo(node);
                var found = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
                found = found is IMethodSymbol { ReducedFrom: { } extension } ? extension.OriginalDefinition : found?.OriginalDefinition;
                if (found is IMethodSymbol or IPropertySymbol && !IsTarget(found) && reached.Add(found))
                    open.Push(found);
            }
        }

        return reached;
    }

    private static bool IsFollowed(SyntaxNode node) => node is not InvocationExpressionSyntax call || NameOf(call) is not "nameof";

    private static bool IsTarget(ISymbol symbol) => symbol is IPropertySymbol { Type.Name: "Target" };

    private static bool IsParameter(ISymbol symbol) =>
        symbol is IPropertySymbol && symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ParameterAttribute");

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        SimpleNameSyntax name => name.Identifier.Text,
        _ => "",
    };

    private static SemanticModel Model(SyntaxNode node)
    {
        if (!s_models.TryGetValue(node.SyntaxTree, out var model))
            s_models[node.SyntaxTree] = model = s_components.GetSemanticModel(node.SyntaxTree);
        return model;
    }

    private static CSharpCompilation Compile()
    {
        var folder = Repository.File("source/Nuke.Docker.BuildKit.Components");
        string[] made = [Path.Combine(folder, "bin"), Path.Combine(folder, "obj")];
        var sources = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !made.Any(other => file.StartsWith(other + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            .Append(Directory.EnumerateFiles(Path.Combine(folder, "obj"), "*.GlobalUsings.g.cs", SearchOption.AllDirectories).First());
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return CSharpCompilation.Create(
            "Nuke.Docker.BuildKit.Components",
            sources.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file)),
            trusted.Where(file => Path.GetFileName(file) != $"{Path.GetFileName(folder)}.dll").Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }
}
