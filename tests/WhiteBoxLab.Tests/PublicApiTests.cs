using System.Reflection;
using PublicApiGenerator;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>What others build on. A change of it is made on purpose: rename the received file to the approved one.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData(typeof(Network))]
    [InlineData(typeof(Protocol.Wire))]
    public void The_public_surface_is_the_approved_one(Type member)
    {
        Assembly assembly = member.Assembly;

        string surface = assembly.GeneratePublicApi(
            new ApiGeneratorOptions
            {
                IncludeAssemblyAttributes = false, // build settings, not surface
                ExcludeAttributes = [.. assembly.GetExportedTypes().SelectMany(Attributes).Where(IsTheCompilers).Distinct()],
            }
        );

        Approved.Text(surface, $"public-api-{assembly.GetName().Name}");
    }

    private static IEnumerable<string> Attributes(Type type) =>
        type.GetMembers(
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly
            )
            .Prepend(type)
            .SelectMany(m =>
                m is MethodBase method
                    ? m.CustomAttributes.Concat(method.GetParameters().SelectMany(p => p.CustomAttributes))
                    : m.CustomAttributes
            )
            .Select(a => a.AttributeType.FullName!);

    /// <summary>Attributes that another version of the compiler or the SDK may write differently.</summary>
    private static bool IsTheCompilers(string attribute) =>
        attribute.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal)
        || attribute.StartsWith("System.Diagnostics.", StringComparison.Ordinal)
        || attribute.StartsWith("System.CodeDom.", StringComparison.Ordinal);
}
