namespace Nuke.Docker.BuildKit.Text.Changes.Internal;

/// <summary>A line of a diff.</summary>
/// <param name="Kind"><c>' '</c> for unchanged, <c>'-'</c> for removed, <c>'+'</c> for added.</param>
/// <param name="Line">The line with its line break, if it has one.</param>
internal readonly record struct LineEdit(char Kind, string Line);
