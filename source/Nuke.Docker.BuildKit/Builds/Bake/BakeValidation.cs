namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A condition for the value of a variable.</summary>
/// <param name="Condition">An expression: <c>BakeText.Expression("TAG != \"\"")</c>.</param>
/// <param name="ErrorMessage">The error message of bake if the condition is not met.</param>
public sealed record BakeValidation(BakeText Condition, BakeText ErrorMessage);
