using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.Execution;

internal sealed partial class TargetDefinition
{
    /// <summary>The class that <see cref="Base"/> has reached.</summary>
    private Type? level = property.DeclaringType;

    public ITargetDefinition Base()
    {
        var start = level;
        while ((level = level?.BaseType) != null)
        {
            var inherited = level.GetProperty(property.Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly);
            if (inherited?.PropertyType == typeof(Target))
                return Inherit(NonVirtual(inherited));
        }

        level = start;
        throw new InvalidOperationException(
            $"Target '{name}' has no base: no base class has a public target of this name. To use the definition of a component, use Inherit<T>().");
    }

    public ITargetDefinition Inherit(params Target[] targets) => Do(() => Array.ForEach(targets, x => x(this)));

    public ITargetDefinition Inherit<T>(params Expression<Func<T, Target>>[] targets)
    {
        Component<T>();
        var properties = targets.Length > 0 ? targets.Select(x => (PropertyInfo)ExpressionReader.Member(x)) : [Only(typeof(T), typeof(Target))];
        return Inherit([.. properties.Select(NonVirtual)]);
    }

    /// <summary>Calls exactly this getter, not the one that overrides it.</summary>
    private Target NonVirtual(PropertyInfo inherited)
    {
        var getter = inherited.GetMethod!;
        if (getter.IsAbstract)
            throw new InvalidOperationException($"Target '{name}' can't inherit '{inherited.DeclaringType!.Name}.{inherited.Name}', which defines nothing");
        var call = (Func<Target>)Activator.CreateInstance(typeof(Func<Target>), build, getter.MethodHandle.GetFunctionPointer())!;
        return call();
    }
}
