namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

/// <summary>How a table came about, which decides what may still be added to it.</summary>
internal enum TomlTableOrigin
{
    /// <summary>On the way to another: <c>a</c> in <c>[a.b]</c>. May be defined later, once.</summary>
    Implicit,

    /// <summary>By its own header.</summary>
    Header,

    /// <summary>By a dotted key: <c>a</c> in <c>a.b = 1</c>. Grows within its section only.</summary>
    DottedKey,
}
