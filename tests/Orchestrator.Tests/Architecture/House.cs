using System.Collections.Immutable;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Orchestrator.Tests.Architecture;

/// <summary>Who uses whom in a compiled assembly. A folder is a namespace; what the compiler has put into a constant's place is not seen.</summary>
internal sealed class House : IDisposable
{
    private readonly AssemblyDefinition assembly;
    private readonly string root;

    /// <param name="root">The namespace of the folder that the project lies in, <c>Orchestrator.Engine</c>.</param>
    public House(System.Reflection.Assembly compiled, string root)
    {
        assembly = AssemblyDefinition.ReadAssembly(compiled.Location);
        this.root = root;
    }

    /// <summary>The types that somebody wrote, without those inside of others.</summary>
    public IEnumerable<TypeDefinition> Types => assembly.MainModule.Types.Where(t => t.Namespace.StartsWith("Orchestrator", StringComparison.Ordinal) && !t.Name.StartsWith('<'));

    public IEnumerable<string> References => assembly.MainModule.AssemblyReferences.Select(r => r.Name);

    /// <summary>Every use of a type in another folder, with an example of who does it.</summary>
    public ImmutableSortedDictionary<(string From, string To), string> Uses()
    {
        var uses = new Dictionary<(string From, string To), string>();
        foreach (var type in Types)
        {
            foreach (var used in UsedBy(type).Select(Outermost).OfType<TypeReference>().Where(u => u.Scope == assembly.MainModule))
            {
                if (FolderOf(type) is { } from && FolderOf(used) is { } to && from != to)
                {
                    uses.TryAdd((from, to), $"{type.FullName} uses {used.FullName}");
                }
            }
        }

        return uses.ToImmutableSortedDictionary();
    }

    /// <summary>Texts in the code of a type, those of its lambdas and state machines too.</summary>
    public static IEnumerable<string> TextsIn(TypeDefinition type) =>
        from t in WithNested(type)
        from m in t.Methods
        where m.HasBody
        from i in m.Body.Instructions
        where i.OpCode == OpCodes.Ldstr
        select (string)i.Operand;

    /// <summary>Everything of other assemblies that a type uses.</summary>
    public static IEnumerable<TypeReference> ForeignIn(TypeDefinition type) => UsedBy(type).Where(u => u.Scope != type.Module);

    /// <summary>The folder of a type: the namespace without the root; null for what stands in the root itself.</summary>
    public string? FolderOf(TypeReference type) =>
        type.Namespace.Length > root.Length && type.Namespace.StartsWith(root + '.', StringComparison.Ordinal) ? type.Namespace[(root.Length + 1)..] : null;

    public void Dispose() => assembly.Dispose();

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static TypeReference? Outermost(TypeReference type)
    {
        var element = type.GetElementType();
        return element is GenericParameter ? null : element.DeclaringType is { } outer ? Outermost(outer) : element;
    }

    private static IEnumerable<TypeReference> UsedBy(TypeDefinition type) => WithNested(type).SelectMany(UsedByOne).SelectMany(Parts);

    private static IEnumerable<TypeReference?> UsedByOne(TypeDefinition type)
    {
        IEnumerable<TypeReference?> used = [type.BaseType, .. type.Interfaces.Select(i => i.InterfaceType), .. type.Fields.Select(f => f.FieldType), .. AttributesOf(type)];
        return used.Concat(type.Fields.SelectMany(AttributesOf)).Concat(type.Properties.SelectMany(AttributesOf)).Concat(type.Methods.SelectMany(UsedByMethod))
            .Concat(type.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType));
    }

    private static IEnumerable<TypeReference?> UsedByMethod(MethodDefinition method)
    {
        IEnumerable<TypeReference?> signature = [method.ReturnType, .. method.Parameters.Select(p => p.ParameterType), .. AttributesOf(method)];
        return method.HasBody
            ? signature.Concat(method.Body.Variables.Select(v => v.VariableType)).Concat(method.Body.Instructions.SelectMany(i => Operand(i.Operand)))
            : signature;
    }

    private static IEnumerable<TypeReference?> AttributesOf(ICustomAttributeProvider provider) => provider.CustomAttributes.Select(a => a.AttributeType);

    private static IEnumerable<TypeReference?> Operand(object? operand) => operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    /// <summary>A type with its arguments: of a list of rows both the list and the row.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Prepend(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
