namespace Nuke.Docker.BuildKit.Engines;

/// <summary>A record of the build cache of an engine.</summary>
/// <param name="Id">The id.</param>
/// <param name="Type">The type, such as <c>regular</c>, <c>source.local</c> or <c>exec.cachemount</c>.</param>
/// <param name="Description">The description, such as <c>[builder 2/5] COPY . .</c>.</param>
/// <param name="Created">The time of creation.</param>
/// <param name="Size">The size in bytes; 0: it is not known.</param>
internal sealed record EngineCacheRecord(string Id, string Type, string Description, DateTimeOffset Created, long Size = 0);
