using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace Orchestrator.Core.Reasons;

/// <summary>What a kind of reason is made of: its code, and its arguments by name, in the order of its constructor.</summary>
internal sealed class ReasonForm
{
    private static readonly ConcurrentDictionary<Type, ReasonForm> Forms = new();

    private readonly ConstructorInfo constructor;

    private ReasonForm(Type type)
    {
        Code = Words.SnakeCase(type.Name);
        constructor = type.GetConstructors().Single();
        Arguments = [.. constructor.GetParameters().Select(p => new ReasonArgument(Words.SnakeCase(p.Name!), p.ParameterType, type.GetProperty(p.Name!)!))];
    }

    /// <summary>All kinds, by their codes.</summary>
    public static FrozenDictionary<string, ReasonForm> All { get; } =
        typeof(Reason).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(Reason))).Select(Of).ToFrozenDictionary(f => f.Code, StringComparer.Ordinal);

    public string Code { get; }

    public ImmutableArray<ReasonArgument> Arguments { get; }

    public static ReasonForm Of(Type type) => Forms.GetOrAdd(type, static t => new ReasonForm(t));

    public Reason Make(object?[] arguments) => (Reason)constructor.Invoke(arguments);
}

/// <summary>An argument of a kind of reason.</summary>
internal sealed record ReasonArgument(string Name, Type Type, PropertyInfo Property)
{
    public object? Of(Reason reason) => Property.GetValue(reason);
}
