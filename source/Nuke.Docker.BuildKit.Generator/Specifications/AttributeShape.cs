namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>The form of an attribute's value.</summary>
internal enum AttributeShape
{
    Text,
    Switch,
    Number,
    Duration,
    TextList,
    Enumeration,

    /// <summary>The attributes <c>annotation.*</c>.</summary>
    Annotations,

    /// <summary>All attributes that no other property takes.</summary>
    Rest,
}
