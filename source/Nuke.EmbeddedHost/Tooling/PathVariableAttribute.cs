using System.Reflection;

namespace Nuke.Common.Tooling;

/// <summary>Sets a <see cref="Tool"/> to the program of its name, or of the given name: that of the variable <c>NAME_EXE</c>, or the one on PATH.</summary>
public class PathVariableAttribute(string? pathExecutable = null) : ToolInjectionAttributeBase
{
    public override object? GetValue(MemberInfo member, object instance) => ToolResolver.GetEnvironmentOrPathTool(Name(member));

    public override ToolRequirement GetRequirement(MemberInfo member) => new PathToolRequirement(Name(member));

    private string Name(MemberInfo member) => pathExecutable ?? member.Name.ToLowerInvariant();
}
