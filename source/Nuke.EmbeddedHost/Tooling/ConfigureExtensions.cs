namespace Nuke.Common.Tooling;

public static class ConfigureExtensions
{
    /// <summary>Calls the configurator, if there is one.</summary>
    public static T InvokeSafe<T>(this Configure<T>? configurator, T obj) => configurator == null ? obj : configurator(obj);
}
