using System.Reflection;

namespace TempCardIssuance.HelpBuilder;

internal static class AttributeData
{
    /// <summary>A named argument of an attribute, or what holds where it is not given.</summary>
    public static T Named<T>(this CustomAttributeData attribute, string name, T otherwise)
    {
        foreach (CustomAttributeNamedArgument argument in attribute.NamedArguments)
        {
            if (argument.MemberName == name)
                return (T)argument.TypedValue.Value!;
        }

        return otherwise;
    }
}
