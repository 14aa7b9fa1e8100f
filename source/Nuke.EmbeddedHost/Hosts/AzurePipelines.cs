using Nuke.Common.Utilities;

namespace Nuke.Common.CI.AzurePipelines;

/// <summary>Azure Pipelines, by its logging commands.</summary>
internal sealed class AzurePipelines : Host, IBuildServer
{
    string? IBuildServer.Branch => EnvironmentInfo.GetVariable("BUILD_SOURCEBRANCH");
    string? IBuildServer.Commit => EnvironmentInfo.GetVariable("BUILD_SOURCEVERSION");

    protected internal override IDisposable WriteBlock(string text)
        => DelegateDisposable.CreateBracket(() => Console.WriteLine($"##[group]{text}"), () => Console.WriteLine("##[endgroup]"));

    protected internal override void ReportWarning(string text, string? details = null) =>
        Console.WriteLine($"##vso[task.logissue type=warning;]{Escape(text)}");

    protected internal override void ReportError(string text, string? details = null) => Console.WriteLine($"##vso[task.logissue type=error;]{Escape(text)}");

    private static string Escape(string text) => text
        .Replace("%", "%AZP25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);
}
