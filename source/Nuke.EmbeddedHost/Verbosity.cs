namespace Nuke.Common;

/// <summary>The lowest level that is printed: everything, debug, warnings, errors.</summary>
public enum Verbosity
{
    Verbose = 0,
    Normal = 1,
    Minimal = 2,
    Quiet = 3,
}
