using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;

namespace AutoGrad.Tests.Unit.Surface;

/// <summary>Calls a method found by reflection; spans, which cannot be boxed, are made from arrays on the way.</summary>
internal static class Invocation
{
    private static readonly ConcurrentDictionary<MethodBase, Func<object?, object?[], object?>> Compiled = new();

    /// <summary>Calls it; a sequence that is made lazily is walked, since its errors come then.</summary>
    /// <param name="method">A constructor or method of closed types.</param>
    /// <param name="receiver">The object, null for constructors and static methods.</param>
    /// <param name="arguments">One per parameter; an array where the parameter is a span.</param>
    /// <returns>What was thrown, or null.</returns>
    internal static Exception? Try(MethodBase method, object? receiver, object?[] arguments)
    {
        Func<object?, object?[], object?> call = Compiled.GetOrAdd(method, Compile);
        try
        {
            object? result = call(receiver, arguments);
            if (result is IEnumerable sequence and not (string or IDictionary or IList))
            {
                foreach (object? _ in sequence.Cast<object?>().Take(8))
                {
                }
            }

            (result as IDisposable)?.Dispose();
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    /// <summary>What a constructor gives, or null if it refuses.</summary>
    internal static object? Create(ConstructorInfo constructor, object?[] arguments)
    {
        try
        {
            return Compiled.GetOrAdd(constructor, Compile)(null, arguments);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether an error is one that the library chose, not one that the runtime raised on the way.</summary>
    internal static bool IsTyped(Exception error) =>
        error is ArgumentException or InvalidOperationException or NotSupportedException or IOException or GradCheckException or KeyNotFoundException;

    internal static string Place(Exception error) =>
        error.StackTrace?.Split('\n').FirstOrDefault(static l => l.Contains("at AutoGrad.", StringComparison.Ordinal) && !l.Contains(nameof(Invocation), StringComparison.Ordinal))?.Trim() ?? "";

    /// <summary>The type of the array that stands for a span, or the type itself.</summary>
    internal static Type Carrier(Type type) =>
        type.IsByRef ? Carrier(type.GetElementType()!) : IsSpan(type) ? type.GetGenericArguments()[0].MakeArrayType() : type;

    internal static bool IsSpan(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>) || type.GetGenericTypeDefinition() == typeof(Span<>));

    private static Func<object?, object?[], object?> Compile(MethodBase method)
    {
        var dynamic = new DynamicMethod("call", typeof(object), [typeof(object), typeof(object[])], typeof(Invocation).Module, skipVisibility: true);
        ILGenerator il = dynamic.GetILGenerator();
        if (method is MethodInfo { IsStatic: false })
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(method.DeclaringType!.IsValueType ? OpCodes.Unbox : OpCodes.Castclass, method.DeclaringType);
        }

        ParameterInfo[] parameters = method.GetParameters();
        for (int i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldelem_Ref);
            Type type = parameters[i].ParameterType, value = type.IsByRef ? type.GetElementType()! : type;
            il.Emit(OpCodes.Unbox_Any, Carrier(value));
            if (IsSpan(value))
            {
                il.Emit(OpCodes.Newobj, value.GetConstructor([Carrier(value)])!);
            }

            if (type.IsByRef)
            {
                LocalBuilder local = il.DeclareLocal(value);
                il.Emit(OpCodes.Stloc, local);
                il.Emit(OpCodes.Ldloca, local);
            }
        }

        Type result;
        if (method is ConstructorInfo constructor)
        {
            result = constructor.DeclaringType!;
            il.Emit(OpCodes.Newobj, constructor);
        }
        else
        {
            result = ((MethodInfo)method).ReturnType;
            il.Emit(method.IsStatic || method.DeclaringType!.IsValueType ? OpCodes.Call : OpCodes.Callvirt, (MethodInfo)method);
        }

        if (result == typeof(void))
        {
            il.Emit(OpCodes.Ldnull);
        }
        else if (result.IsByRefLike || result.IsByRef || result.IsPointer)
        {
            il.Emit(OpCodes.Pop);
            il.Emit(OpCodes.Ldnull);
        }
        else if (result.IsValueType)
        {
            il.Emit(OpCodes.Box, result);
        }

        il.Emit(OpCodes.Ret);
        return dynamic.CreateDelegate<Func<object?, object?[], object?>>();
    }
}
