namespace Nuke.EmbeddedHost.Tests;

/// <summary>Marks a test that a row in the table of differences from NUKE names.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DifferenceAttribute : CategoryAttribute;
