using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Collects a target's definition. The files are split by concern: relations, conditions, inheritance.</summary>
internal sealed partial class TargetDefinition(string name, PropertyInfo property, NukeBuild build) : ITargetDefinition
{
    public string? Text { get; private set; }
    public bool Listed { get; private set; } = true;
    public bool Assured { get; private set; }
    public bool Proceeds { get; private set; }
    public int? PartitionSize { get; private set; }
    public List<Action> Actions { get; } = [];
    public List<string> Products { get; } = [];

    public void Take(Delegate factory)
    {
        _ = factory switch
        {
            Target target => target(this),
            Setup setup => setup(this),
            Cleanup cleanup => cleanup(this),
            _ => throw new ArgumentException($"'{factory.GetType().Name}' defines no target"),
        };
    }

    public ITargetDefinition Description(string description) => Do(() => Text = description);

    public ITargetDefinition Executes(params Action[] actions) => Do(() => Actions.AddRange(actions));

    // A lambda that returns a Task<T> binds to this overload; a target must not end before its work does.
    public ITargetDefinition Executes<T>(Func<T> action) => Executes(() => { (action() as Task)?.GetAwaiter().GetResult(); });

    public ITargetDefinition Executes(Func<Task> action) => Executes(() => { action().GetAwaiter().GetResult(); });

    public ITargetDefinition Produces(params string[] artifacts) => Do(() => Products.AddRange(artifacts));

    public ITargetDefinition Unlisted() => Do(() => Listed = false);

    public ITargetDefinition AssuredAfterFailure() => Do(() => Assured = true);

    public ITargetDefinition ProceedAfterFailure() => Do(() => Proceeds = true);

    public ITargetDefinition Partition(int size)
    {
        Assert.True(size > 1, $"Target '{name}' must be divided into at least 2 parts, not {size}");
        return Do(() => PartitionSize = size);
    }

    private TargetDefinition Do(Action change)
    {
        change();
        return this;
    }
}
