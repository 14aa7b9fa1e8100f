namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>The result of a step as BuildKit reported it.</summary>
/// <param name="Stage">The name of the stage.</param>
/// <param name="Platform">The platform; <c>null</c> in a build for one platform.</param>
/// <param name="Number">The number in the stage.</param>
/// <param name="Of">The number of steps in the stage.</param>
/// <param name="Instruction">The instruction in one line.</param>
/// <param name="Result">The result, as in <see cref="LedgerStep.Result"/>.</param>
/// <param name="Seconds">The working time in seconds.</param>
/// <param name="BaseImage">True for <c>FROM</c>.</param>
internal sealed record StepOutcome(string? Stage, string? Platform, int Number, int Of, string Instruction, string Result, double Seconds, bool BaseImage);
