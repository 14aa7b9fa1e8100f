using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>
/// Reads the comments that suppress findings: <c># ndb:ignore=NDB001,RootUser reason</c> above an instruction, and <c># check=skip=…</c> at the top.
/// </summary>
internal sealed class Suppressions
{
    private const string Mark = "ndb:ignore=";

    private readonly Dockerfile _dockerfile;
    private readonly List<(Instruction Instruction, string Rule, string Reason)> _local = [];
    private readonly List<(DockerfileComment Comment, string Rule, string Suggestion)> _unknown = [];
    private readonly HashSet<string> _skipped = new(StringComparer.OrdinalIgnoreCase);

    public Suppressions(Dockerfile dockerfile)
    {
        _dockerfile = dockerfile;
        foreach (var instruction in dockerfile.Instructions)
        {
            foreach (var comment in instruction.Comments.Where(comment => comment.Text.StartsWith(Mark, StringComparison.OrdinalIgnoreCase)))
                Read(instruction, comment);
        }

        foreach (var option in dockerfile.CheckOptions.Where(option => option.StartsWith("skip=", StringComparison.Ordinal)))
            _skipped.UnionWith(option[5..].Split(',', StringSplitOptions.TrimEntries));
    }

    /// <summary>The suppressions of rules that do not exist.</summary>
    public IEnumerable<(DockerfileComment Comment, string Rule, string Suggestion)> Unknown => _unknown;

    /// <summary>Returns a finding with the reason for its suppression, or unchanged.</summary>
    public LintFinding Apply(LintFinding finding)
    {
        // An error of BuildKit is not a check that can be skipped.
        var all = _skipped.Contains("all") && finding.Rule != RuleCatalog.WouldFail.Rule;
        if (all || _skipped.Contains(finding.Rule.Id) || _skipped.Contains(finding.Rule.Name))
            return finding with { Suppressed = "# check=skip" };
        var local = _local.FirstOrDefault(local => IsWithin(finding, local.Instruction) && Names(finding.Rule, local.Rule));
        return local.Instruction is null ? finding : finding with { Suppressed = local.Reason.Length > 0 ? local.Reason : "no reason given" };
    }

    private void Read(Instruction instruction, DockerfileComment comment)
    {
        var text = comment.Text[Mark.Length..].TrimStart();
        var end = text.IndexOfAny([' ', '\t']);
        var reason = end < 0 ? "" : text[end..].Trim();
        foreach (var rule in (end < 0 ? text : text[..end]).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            _local.Add((instruction, rule, reason));
            if (LintRules.Find(rule) is null && !BuildKitChecks.Names.Contains(rule))
                _unknown.Add((comment, rule, NearestNames.Sentence(rule, [.. LintRules.All.Select(known => known.Id)])));
        }
    }

    // A finding may be in the ignore file instead of this file.
    private bool IsWithin(LintFinding finding, Instruction instruction) =>
        finding.Path == _dockerfile.Path
        && finding.Lines is { } lines
        && lines.First >= instruction.Lines.First
        && lines.First <= instruction.Lines.Last;

    private static bool Names(LintRule rule, string name) =>
        rule.Id.Equals(name, StringComparison.OrdinalIgnoreCase) || rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
