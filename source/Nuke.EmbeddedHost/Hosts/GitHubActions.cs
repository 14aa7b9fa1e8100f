using System.Globalization;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions;

/// <summary>GitHub Actions, by its documented variables and workflow commands.</summary>
public class GitHubActions : Host, IBuildServer
{
    internal GitHubActions()
    {
    }

    /// <summary><c>null</c> if the build runs elsewhere.</summary>
    public static GitHubActions? Instance => NukeBuild.Host as GitHubActions;

    public string? Workflow => EnvironmentInfo.GetVariable("GITHUB_WORKFLOW");
    public string? Action => EnvironmentInfo.GetVariable("GITHUB_ACTION");
    public string? Actor => EnvironmentInfo.GetVariable("GITHUB_ACTOR");
    public string? Job => EnvironmentInfo.GetVariable("GITHUB_JOB");
    public string? Repository => EnvironmentInfo.GetVariable("GITHUB_REPOSITORY");
    public string? RepositoryOwner => EnvironmentInfo.GetVariable("GITHUB_REPOSITORY_OWNER");
    public string? EventName => EnvironmentInfo.GetVariable("GITHUB_EVENT_NAME");
    public string? EventPath => EnvironmentInfo.GetVariable("GITHUB_EVENT_PATH");
    public string? Workspace => EnvironmentInfo.GetVariable("GITHUB_WORKSPACE");
    public string? Sha => EnvironmentInfo.GetVariable("GITHUB_SHA");
    public string? Ref => EnvironmentInfo.GetVariable("GITHUB_REF");
    public string? RefName => EnvironmentInfo.GetVariable("GITHUB_REF_NAME");
    public string? RefType => EnvironmentInfo.GetVariable("GITHUB_REF_TYPE");
    public string? HeadRef => EnvironmentInfo.GetVariable("GITHUB_HEAD_REF");
    public string? BaseRef => EnvironmentInfo.GetVariable("GITHUB_BASE_REF");
    public string? ServerUrl => EnvironmentInfo.GetVariable("GITHUB_SERVER_URL");
    public string? Token => EnvironmentInfo.GetVariable("GITHUB_TOKEN");
    public long RunId => Number("GITHUB_RUN_ID");
    public long RunNumber => Number("GITHUB_RUN_NUMBER");
    public long RunAttempt => Number("GITHUB_RUN_ATTEMPT");
    public bool IsPullRequest => EventName == "pull_request";

    /// <summary>The Markdown file that becomes the summary of the step.</summary>
    public AbsolutePath? StepSummaryFile => EnvironmentInfo.GetVariable("GITHUB_STEP_SUMMARY");

    string? IBuildServer.Branch => Ref;
    string? IBuildServer.Commit => Sha;

    public void Group(string group) => WriteCommand("group", group);

    public void EndGroup(string group) => WriteCommand("endgroup", group);

    public void WriteDebug(string message) => WriteCommand("debug", message);

    public void WriteWarning(string message) => WriteCommand("warning", message);

    public void WriteError(string message) => WriteCommand("error", message);

    public void WriteCommand(string command, string? message = null, Configure<Dictionary<string, object>>? dictionaryConfigurator = null)
    {
        var properties = string.Join(',', dictionaryConfigurator.InvokeSafe([]).Select(x => $"{x.Key}={EscapeProperty($"{x.Value}")}"));
        Console.WriteLine(properties.Length == 0 ? $"::{command}::{EscapeData(message)}" : $"::{command} {properties}::{EscapeData(message)}");
    }

    protected internal override IDisposable WriteBlock(string text) => DelegateDisposable.CreateBracket(() => Group(text), () => EndGroup(text));

    protected internal override void ReportWarning(string text, string? details = null) => WriteWarning(text);

    protected internal override void ReportError(string text, string? details = null) => WriteError(text);

    /// <summary>Keeps text that is already a workflow command from being logged a second time.</summary>
    protected internal override bool FilterMessage(string message) => message.StartsWith("::", StringComparison.Ordinal);

    private static string? EscapeData(string? text) => text?
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string EscapeProperty(string text) => EscapeData(text)!
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);

    private static long Number(string variable)
        => long.TryParse(EnvironmentInfo.GetVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
