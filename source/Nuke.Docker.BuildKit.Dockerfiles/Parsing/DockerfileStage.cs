using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing;

/// <summary>A stage: a <c>FROM</c> and the instructions up to the next one.</summary>
internal sealed record DockerfileStage
{
    /// <summary>The index, from 0, as in <c>COPY --from=0</c>.</summary>
    public required int Index { get; init; }

    /// <summary>The name in lower case, as in <c>--target</c> and <c>COPY --from</c>; <c>null</c> without <c>AS</c>.</summary>
    public string? Name => From.StageName;

    /// <summary>The first instruction.</summary>
    public required FromInstruction From { get; init; }

    /// <summary>The instructions that <c>ONBUILD</c> of the base stage adds before <see cref="Instructions"/>. Those of an image are not known.</summary>
    public IReadOnlyList<Instruction> Triggers { get; init; } = [];

    /// <summary>The instructions after <see cref="From"/>.</summary>
    public IReadOnlyList<Instruction> Instructions { get; init; } = [];

    /// <summary>The image or stage after <c>FROM</c>, known variables expanded.</summary>
    public required string Base { get; init; }

    /// <summary>The index of the stage that it is based on; <c>null</c> if <see cref="Base"/> is an image or <c>scratch</c>.</summary>
    public int? BaseStage { get; init; }

    /// <summary>The state after its last instruction.</summary>
    public StageState End { get; init; } = StageState.Unknown;

    /// <summary>Returns its name, or else its number, as in <c>--from</c>.</summary>
    public override string ToString() => Name ?? Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
