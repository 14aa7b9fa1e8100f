using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing;

/// <summary>A stage: a <c>FROM</c> and what follows down to the next.</summary>
public sealed record DockerfileStage
{
    /// <summary>From 0, as <c>COPY --from=0</c> counts.</summary>
    public required int Index { get; init; }

    /// <summary>In lower case, as <c>--target</c> and <c>COPY --from</c> take it; null where there is no <c>AS</c>.</summary>
    public string? Name => From.StageName;

    /// <summary>How it begins.</summary>
    public required FromInstruction From { get; init; }

    /// <summary>What follows, <see cref="From"/> not included.</summary>
    public IReadOnlyList<Instruction> Instructions { get; init; } = [];

    /// <summary>What stands behind <c>FROM</c>, variables replaced; those that are unknown stand as they are.</summary>
    public required string Base { get; init; }

    /// <summary>The earlier stage that it goes on from; null where <see cref="Base"/> is an image or <c>scratch</c>.</summary>
    public int? BaseStage { get; init; }

    /// <summary>What holds behind its last instruction.</summary>
    public StageState End { get; init; } = StageState.Unknown;

    /// <summary>Its name, or else its number: what <c>--from</c> takes.</summary>
    public override string ToString() => Name ?? Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
