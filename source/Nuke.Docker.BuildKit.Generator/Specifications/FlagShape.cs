namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>Form of a flag in C#.</summary>
internal enum FlagShape
{
    Switch,
    Text,
    Number,
    Size,
    Fraction,
    Duration,
    TextList,
    CsvList,
    Map,
    Value,
    ValueList,
    Enumeration,
}
