namespace Nuke.Docker.BuildKit.Reports;

/// <summary>A finding of a build check.</summary>
/// <param name="Message">The finding in one line.</param>
/// <param name="File">The Dockerfile; <c>null</c> if the finding has no place.</param>
/// <param name="Line">The line, from 1; <c>null</c> if the finding has no place.</param>
/// <param name="Url">The URL of the documentation; <c>null</c> if BuildKit provides none.</param>
public sealed record CheckWarning(string Message, string? File = null, int? Line = null, string? Url = null);
