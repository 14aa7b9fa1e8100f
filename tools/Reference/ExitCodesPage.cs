using System.Reflection;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Reference;

/// <summary>The page about exit codes.</summary>
internal static class ExitCodesPage
{
    public static string Write()
    {
        var documentation = XmlDocumentation.Of(typeof(DockerFaultKind).Assembly);
        var codes = Enum.GetValues<DockerFaultKind>().Select(code => (
            (int)code,
            code.ToString(),
            documentation.Summary(typeof(DockerFaultKind).GetField(code.ToString(), BindingFlags.Public | BindingFlags.Static)!)));
        (int Code, string Name, string Meaning)[] ofHost =
        [
            (0, "", "The build succeeded."),
            (255, "", "A target failed for a reason without a code of its own, a target is unknown, or a requirement of a target isn't met."),
        ];
        return new MarkdownPage("Exit codes")
            .Paragraph(
                "The exit code of `./build.sh` names the failure. 10 to 19 concern the inputs and the result of a build, 20 to 29 its caches, "
                + "30 to 39 the engine, 50 to 59 projects, files and tools of the machine. In code, they are the members of `DockerFaultKind`, "
                + "and every exception of the libraries is a `DockerException` with a kind: "
                + "`catch (DockerException exception) when (exception.Kind == DockerFaultKind.StepFailed)`.")
            .Table(
                ["Code", "Name", "Meaning"],
                codes.Concat(ofHost).OrderBy(row => row.Item1).Select(row => new[] { $"{row.Item1}", row.Item2.Length > 0 ? $"`{row.Item2}`" : "", row.Item3 }))
            .Paragraph(
                "20, 21 and 24 occur only with `--docker-recovery off` or after the last of `--docker-attempts`: otherwise the image is built "
                + "without that cache, and the log, the report and the summary say so. 20 to 33 come after [recovery](../recovery.md) has tried what can help.")
            .ToString();
    }
}
