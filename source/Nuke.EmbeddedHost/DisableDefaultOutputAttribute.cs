namespace Nuke.Common;

/// <summary>Turns parts of the host's own output off; without arguments, all of them.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class DisableDefaultOutputAttribute(params DefaultOutput[] disabledOutputs) : Attribute
{
    public DefaultOutput[] DisabledOutputs { get; } = disabledOutputs.Length > 0 ? disabledOutputs : Enum.GetValues<DefaultOutput>();

    public virtual bool IsApplicable(INukeBuild build) => true;
}
