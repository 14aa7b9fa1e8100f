namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>What a flag is in C#.</summary>
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
