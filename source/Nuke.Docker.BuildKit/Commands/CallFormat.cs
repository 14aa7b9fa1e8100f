namespace Nuke.Docker.BuildKit.Commands;

/// <summary>The form of an answer to <c>--call</c>.</summary>
public enum CallFormat
{
    /// <summary><c>text</c>: tables for people.</summary>
    Text,

    /// <summary><c>json</c>.</summary>
    Json,
}
