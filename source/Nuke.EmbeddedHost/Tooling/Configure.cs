namespace Nuke.Common.Tooling;

/// <summary>Changes options: <c>_ => _.SetTag("1.0")</c>.</summary>
public delegate T Configure<T>(T options);

/// <summary>Changes options for one value.</summary>
public delegate TOptions Configure<TOptions, TValue>(TOptions options, TValue value) where TOptions : new();

/// <summary>Creates several options from one.</summary>
public delegate IEnumerable<T> CombinatorialConfigure<T>(T options) where T : new();
