using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

internal sealed partial class StageEvaluator
{
    /// <summary>Determines the stages from which a stage copies and mounts.</summary>
    private void Connect(Draft stage)
    {
        foreach (var instruction in stage.Instructions)
            stage.Dependencies.AddRange(Sources(instruction, instruction.Lines).Select(source => (source, instruction.Lines)));
    }

    private List<Draft> Sources(Instruction instruction, DockerfileLines lines)
    {
        var found = new List<Draft>();
        if (instruction is CopyInstruction { From: { } from })
        {
            var plain = Try(lines, () => Lexer(ShellLexer.NoVariables).Word(from));
            if (plain is not null && plain != from)
                Add(lines, "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround");
            if (IsIndex(from) && Find(from) is null)
                Add(lines, $"invalid stage index {from}");
            if (Find(from) is { } source)
                found.Add(source);
            else if (!IsIndex(from))
                _images.Add((from, lines));
        }

        if (instruction is RunInstruction run)
        {
            foreach (var flag in run.Flags.Where(flag => flag.Name == "--mount"))
            {
                // Numbers and variables are not allowed here.
                if (MountFrom(flag.Value!) is not { } name)
                    continue;
                if (Named(name) is { } source)
                    found.Add(source);
                else
                    _images.Add((name, lines));
            }
        }

        return found;
    }

    private static string? MountFrom(string value) =>
        MountFields.Split(value).LastOrDefault(field => field.StartsWith("from=", StringComparison.OrdinalIgnoreCase))?[5..] is { Length: > 0 } name
            ? name
            : null;

    private Draft? Find(string name) =>
        IsIndex(name) ? _stages.ElementAtOrDefault(int.Parse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)) : Named(name);

    private Draft? Named(string name) => _stages.LastOrDefault(stage => string.Equals(stage.From.StageName, name, StringComparison.OrdinalIgnoreCase));

    private static bool IsIndex(string name) => int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    /// <summary>Finds circular copies and mounts. The base of a stage precedes it and cannot close a circle.</summary>
    private bool Circular()
    {
        var visited = new HashSet<Draft>();
        var path = new HashSet<Draft>();
        foreach (var stage in _stages)
        {
            if (Circle(stage, visited, path) is not { } lines)
                continue;
            Add(lines, $"circular dependency detected on stage: {stage.From.StageName ?? $"stage-{stage.Index}"}");
            return true;
        }

        return false;
    }

    private static DockerfileLines? Circle(Draft stage, HashSet<Draft> visited, HashSet<Draft> path)
    {
        if (!visited.Add(stage))
            return null;
        path.Add(stage);
        foreach (var (source, lines) in stage.Dependencies)
        {
            if (path.Contains(source) || Circle(source, visited, path) is not null)
                return lines;
        }

        path.Remove(stage);
        return null;
    }
}
