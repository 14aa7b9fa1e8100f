namespace Nuke.Common.Tooling;

public enum OutputType
{
    Std = 0,
    Err = 1,
}
