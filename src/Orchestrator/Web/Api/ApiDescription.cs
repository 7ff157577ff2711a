using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Web.Api.Keys;

namespace Orchestrator.Web.Api;

/// <summary>What the generator of <c>/openapi/v1.json</c> cannot know by itself.</summary>
internal static class ApiDescription
{
    public const string Document = "v1";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi(Document, options =>
        {
            options.AddDocumentTransformer((document, _, _) => DescribeAsync(document));
            options.AddOperationTransformer(SecureAsync);
            options.AddOperationTransformer(ExemplifyAsync);
            options.AddSchemaTransformer(DescribeOurTypesAsync);
        });

    private static Task DescribeAsync(OpenApiDocument document)
    {
        document.Info.Title = "Callback orchestrator for Asterisk";
        document.Info.Version = "v1";
        document.Info.Description = "Missed calls, callback cases and what became of them. Times are ISO 8601 with offset; errors are problem+json.";
        document.Servers = []; // wherever it was fetched from
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[ApiKeyAuthentication.SchemeName] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key; 'orchestrator api-key add NAME --scope read|write|admin' makes one.",
        };
        return Task.CompletedTask;
    }

    private static Task SecureAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyAuthentication.SchemeName, context.Document)] = [] }];
        }

        return Task.CompletedTask;
    }

    private static Task ExemplifyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        if (context.Description.ParameterDescriptions.FirstOrDefault(p => p.Source == BindingSource.Body) is { } body)
        {
            Show(operation.RequestBody?.Content, ApiExamples.Of(body.Type));
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            var type = context.Description.SupportedResponseTypes.FirstOrDefault(t => t.StatusCode.ToString(CultureInfo.InvariantCulture) == status)?.Type;
            Show(response.Content, type is null ? null : type == typeof(ProblemDetails) ? ApiExamples.OfProblem(status) : ApiExamples.Of(type));
        }

        return Task.CompletedTask;
    }

    private static void Show(IDictionary<string, OpenApiMediaType>? content, JsonNode? example)
    {
        foreach (var media in content?.Values ?? [])
        {
            media.Example = example?.DeepClone();
        }
    }

    private static Task DescribeOurTypesAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(Instant) || type == typeof(Instant?))
        {
            schema.Type = type == typeof(Instant) ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "date-time";
            schema.Examples = [JsonValue.Create("2026-11-21T06:30:00+00:00")];
        }
        else if (type == typeof(Reason))
        {
            schema.Type = JsonSchemaType.String; // its English text
        }

        return Task.CompletedTask;
    }
}
