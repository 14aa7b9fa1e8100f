namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>A condition on a variable's value.</summary>
/// <param name="Condition">An expression: <c>BakeText.Expression("TAG != \"\"")</c>.</param>
/// <param name="ErrorMessage">What bake says where it isn't met.</param>
public sealed record BakeValidation(BakeText Condition, BakeText ErrorMessage);
