namespace Nuke.Docker.BuildKit.Text.Changes.Internal;

/// <param name="Kind"><c>' '</c> stays, <c>'-'</c> goes, <c>'+'</c> comes.</param>
/// <param name="Line">With its line end, where it has one.</param>
internal readonly record struct LineEdit(char Kind, string Line);
