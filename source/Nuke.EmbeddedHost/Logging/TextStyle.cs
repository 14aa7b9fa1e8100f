namespace Nuke.Common.Logging;

internal enum TextStyle
{
    Plain,
    Muted,
    Information,
    Success,
    Warning,
    Error,
}
