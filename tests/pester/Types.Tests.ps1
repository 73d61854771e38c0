param([string] $ModulePath)

BeforeDiscovery {
    Import-Module $ModulePath

    # What comes out of the module: the types that the cmdlets declare, and all of its own that these consist of.
    function Find-OwnType([type] $Type, $Found) {
        foreach ($part in @($Type) + $Type.GetGenericArguments() + @($Type.GetElementType()).Where({ $_ })) {
            if ($part.FullName -notlike 'TempCardIssuance.*' -or -not $part.IsPublic -or $part.IsGenericType -or
                -not $Found.Add($part) -or $part.IsEnum) {
                continue
            }

            foreach ($property in $part.GetProperties('Instance, Public')) {
                Find-OwnType $property.PropertyType $Found
            }
        }
    }

    $own = [System.Collections.Generic.HashSet[type]]::new()
    $outputs = (Get-Command -Module TempCardIssuance -CommandType Cmdlet).OutputType.Type | Sort-Object FullName -Unique
    $outputs.ForEach({ Find-OwnType $_ $own })
    $enumerations = $own.Where({ $_.IsEnum }).ForEach({ @{ name = $_.FullName; type = $_ } })
    $viewed = $own.Where({ Get-FormatData $_.FullName }).ForEach({ @{ name = $_.FullName; type = $_ } })
}

Describe 'Enumerations of what comes out' -Tag 'Types' {
    It '<name> survives a job by name, however deep' -ForEach $enumerations {
        foreach ($value in [enum]::GetValues($type)) {
            $deep = [pscustomobject]@{ Below = [pscustomobject]@{ Below = [pscustomobject]@{ Value = $value } } }
            $text = [System.Management.Automation.PSSerializer]::Serialize($deep, 4)
            $copy = [System.Management.Automation.PSSerializer]::Deserialize($text).Below.Below.Value
            $copy | Should -BeExactly "$value" -Because $name
        }
    }
}

Describe 'Properties of what comes out' -Tag 'Types' {
    BeforeAll {
        $folder = Split-Path $ModulePath
        $format = [xml] (Get-Content -Raw (Join-Path $folder 'TempCardIssuance.Format.ps1xml'))
        $types = [xml] (Get-Content -Raw (Join-Path $folder 'TempCardIssuance.Types.ps1xml'))
        # Not all assemblies are loaded before something runs.
        $loaded = (Get-Command Get-CardBatch).ImplementingType.Assembly
        $context = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($loaded)
        $known = @{}
        foreach ($file in Get-ChildItem (Split-Path $loaded.Location) -Filter TempCardIssuance.*.dll) {
            $context.LoadFromAssemblyPath($file.FullName).GetExportedTypes().ForEach({ $known[$_.FullName] = $_ })
        }

        # A new property has to be shown, or has to stand here with the reason why not.
        $leftOut = @{
            AuditEvent            = @{
                ProductionId = 'batch, card and station are shown'
                Hash         = 'Test-CardAuditTrail tells whether it is as it should be'
                CardKey      = 'the card number is shown'
                BatchKey     = 'the batch is shown'
                Version      = 'Test-CardAuditTrail tells from where on which one is used'
            }
            AuthorityRequest      = @{
                Pem = 'a block of text that goes to the authority above; it is in the file too'
            }
            TemporaryCard         = @{
                HolderReference = 'by what the audit trail names the holder, who is shown'
                IsOverdue       = 'state and holder say it; Get-TemporaryCard -Overdue finds them'
            }
            AuditReport           = @{
                IsSound = 'whether it is intact and whether all agrees are shown'
            }
            CardBatch             = @{
                Waiting = 'part of what is left to make, which is shown'
                IsOpen  = 'the state says it'
            }
            CardProduction        = @{
                BatchId    = 'shown with its batch'
                EndedAt    = 'begin and duration are shown'
                SealedPins = 'a block of text that only the key of a recipient makes use of'
                SealedPuk = 'as SealedPins'
                PinSetAt = 'the history of the card tells it'
            }
            CardCertificate       = @{
                ProductionId    = 'batch and card are shown'
                RevocationError = 'an error when it happens; Get-CardCertificate -RevocationPending finds those that wait'
                Pem             = 'a block of text that programs read'
                Attestation     = 'as Pem; IsAttested says whether there is one'
                Place           = 'where it stands in the record of its authority; store and authority compare it'
            }
            ConfigurationProblem  = @{
                File    = 'the one that was asked about'
                Allowed = 'the message names the nearest'
            }
            TempCardConfiguration = @{
                Card        = 'Get-CardIssuanceConfiguration -AsYaml shows all'
                Grant       = 'the same'
                Revoke      = 'the same'
                HandOver    = 'the same'
                Retention   = 'the same'
                Desk        = 'the same'
                Stock       = 'the same'
                Upkeep      = 'the same'
                UpkeepHours = 'the same'
                Letters     = 'the same'
                Page        = 'the same'
            }
        }
    }

    It '<name> shows each in a view, or it is listed here with the reason' -ForEach $viewed {
        $views = $format.SelectNodes("//View[ViewSelectedBy/TypeName='$name']")
        $texts = @($views.SelectNodes('.//PropertyName | .//ScriptBlock').InnerText) +
            $types.SelectNodes("//Type[Name='$name']//ReferencedProperties/Name").InnerText
        $reasons = $leftOut[$type.Name] ?? @{}
        foreach ($property in $type.GetProperties('Instance, Public').Name) {
            $isShown = [bool] ($texts -match "(^|[.])$property\b")
            $isShown | Should -Not -Be $reasons.ContainsKey($property) -Because "$($type.Name).$property"
        }
    }

    It 'are of types that exist: <_>' -ForEach 'TempCardIssuance.Format.ps1xml', 'TempCardIssuance.Types.ps1xml' {
        $names = ([xml] (Get-Content -Raw (Join-Path $folder $_))).SelectNodes('//TypeName | //Type/Name').InnerText |
            Where-Object { $_ -like '*TempCardIssuance.*' } | Sort-Object -Unique
        $names | Should -Not -BeNullOrEmpty
        foreach ($name in $names) {
            $type = $known[($name -replace '^Deserialized\.|#\w+$')]
            $type | Should -Not -BeNullOrEmpty -Because $name
            foreach ($property in $types.SelectNodes("//Type[Name='$name']//ReferencedProperties/Name").InnerText) {
                $own = @($type.GetProperties().Name) + $types.SelectNodes("//Type[Name='$name']/Members/ScriptProperty/Name").InnerText
                $property | Should -BeIn $own -Because $name
            }
        }
    }
}
