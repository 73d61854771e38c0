param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath

    # The key that a new configuration comes with, as parameters.
    function Get-ReaderKey([string] $ConfigurationFile) {
        $secrets = Join-Path (Split-Path $ConfigurationFile) 'secrets'
        @{
            Key         = Join-Path $secrets 'pin-reader.pfx'
            KeyPassword = "file:$(Join-Path $secrets 'pin-reader.password')"
        }
    }
}

Describe 'PINs after production' -Tag 'Pin' {
    BeforeAll {
        $script:other = Get-ReaderKey (New-TestConfiguration 'other')
        $file = New-TestConfiguration 'pin' -Replace 'cards: 1000' -With 'cards: 1000, faults: [{ card: 2, apdu: 17 }]'
        $script:folder = Split-Path $file
        $script:key = Get-ReaderKey $file
        $null = New-CardRequest 4 -Site Bern
        $script:batch = (Get-RequestedCard | Start-CardIssuance -ErrorAction SilentlyContinue).Id
        $script:failed = Get-ErrorId { Get-CardPin T-00002 @key -Reason test }
        $null = Complete-CardBatch $batch -ReleaseFailed -Force
        $env:TEMPCARD_TEST_PASSWORD = 'not it'
    }

    AfterAll {
        $env:TEMPCARD_TEST_PASSWORD = $null
    }

    It 'gives a SecureString, and text only where it is asked for' {
        $pin = Get-CardPin T-00001 @key -Reason test
        $pin | Should -BeOfType securestring
        $text = Get-CardPin T-00001 @key -Reason test -AsPlainText
        $text | Should -MatchExactly '^\d{6}$'
        ConvertFrom-SecureString $pin -AsPlainText | Should -BeExactly $text
        'T-00001', 'T-00003' | Get-CardPin @key -Reason test | Should -HaveCount 2
    }

    It 'gives the PUK' {
        $puk = Get-CardPin T-00001 @key -Reason test -Puk -AsPlainText
        $puk | Should -MatchExactly '^\d{8}$'
        $puk | Should -Not -Be (Get-CardPin T-00001 @key -Reason test -AsPlainText)
    }

    It 'finds the card by its body' {
        $body = (Get-CardBatch $batch).Productions.Where({ $_.CardNumber -eq 'T-00003' })[0].BodyId
        Get-CardPin -BodyId $body @key -Reason test -AsPlainText |
            Should -Be (Get-CardPin T-00003 @key -Reason test -AsPlainText)
    }

    It 'has who read what and why on the trail, and no PIN' {
        $pin = Get-CardPin T-00004 @key -Reason 'at the desk' -AsPlainText
        $trail = Get-CardHistory T-00004
        $trail[-1].Kind | Should -Be 'PinRead'
        $trail[-1].Detail | Should -BeLike '*at the desk*'
        $trail.Detail | Where-Object { $_ -match "\b$pin\b" } | Should -BeNullOrEmpty
    }

    It 'refuses with an id: <id>' -ForEach @(
        @{ command = { Get-CardPin T-00001 @other -Reason test }; id = 'NoRecipient' }
        @{ command = { Get-CardPin T-00001 -Key $key.Key -Reason test }; id = 'RecipientKeyInvalid' }
        @{
            command = { Get-CardPin T-00001 -Key $key.Key -KeyPassword env:TEMPCARD_TEST_PASSWORD -Reason test }
            id      = 'RecipientKeyInvalid'
        }
        @{ command = { Get-CardPin T-99999 @key -Reason test }; id = 'CardNotFound' }
        @{ command = { Get-CardPin -Letter L-0000000000 @key -Reason test }; id = 'LetterNotFound' }
        @{ command = { Set-CardPin training @key -Reason test -Confirm:$false }; id = 'CardNotOurs' }
    ) {
        Get-ErrorId $command | Should -Be "TempCard.$id"
    }

    It 'refuses a production that failed, and one that is spoiled' {
        $failed | Should -Be 'TempCard.PinNotAvailable'
        (Get-CardBatch $batch).Productions.Where({ $_.CardNumber -eq 'T-00002' }).State | Should -Be 'Spoiled'
        Get-ErrorId { Get-CardPin T-00002 @key -Reason test } | Should -Be 'TempCard.PinNotAvailable'
    }

    It 'refuses the PIN of a card that was given up, and goes on with the next' {
        $null = Revoke-TemporaryCard T-00003 -Reason Lost -Force
        $pins = 'T-00003', 'T-00004' | Get-CardPin @key -Reason test -ErrorVariable written -ErrorAction SilentlyContinue
        $pins | Should -HaveCount 1
        $written.FullyQualifiedErrorId | Should -BeLike 'TempCard.PinNotAvailable*'
    }
}

Describe 'Sealing again' -Tag 'Pin' {
    BeforeAll {
        $colleague = New-TestConfiguration 'new'
        $script:new = Get-ReaderKey $colleague
        $file = New-TestConfiguration 'reseal'
        $script:old = Get-ReaderKey $file
        $null = New-CardRequest 2 -Site Bern
        $null = (Get-RequestedCard | Start-CardIssuance).Id | Complete-CardBatch -Confirm:$false
        Copy-Item (Join-Path (Split-Path $colleague) 'pin-reader.cer.pem') (Split-Path $file)
        Connect-CardIssuance $file
    }

    It 'previews without changing anything' {
        Update-CardPinSeal 'new colleague' @old -WhatIf | Should -BeNullOrEmpty
        Get-CardPin T-00001 @old -Reason test | Should -BeOfType securestring
    }

    It 'seals to the recipients of today, once' {
        $pin = Get-CardPin T-00001 @old -Reason test -AsPlainText
        $done = Update-CardPinSeal 'new colleague' @old
        $done.Resealed | Should -Be 2
        $done.Broken | Should -BeNullOrEmpty
        Get-CardPin T-00001 @new -Reason test -AsPlainText | Should -Be $pin
        Get-ErrorId { Get-CardPin T-00001 @old -Reason test } | Should -Be 'TempCard.NoRecipient'
        (Update-CardPinSeal 'new colleague' @new).Current | Should -Be 2
        (Test-CardAuditTrail).IsIntact | Should -BeTrue
    }
}

Describe 'Letters' -Tag 'Pin' -Skip:(-not (Get-Command rsvg-convert -ErrorAction Ignore)) {
    BeforeAll {
        $file = New-TestConfiguration 'letters'
        $script:key = Get-ReaderKey $file
        $null = New-CardRequest 3 -Site Bern
        $script:batch = (Get-RequestedCard | Start-CardIssuance).Id
        $null = Complete-CardBatch $batch -Confirm:$false
        $script:out = (New-Item -ItemType Directory (Join-Path $TestDrive 'out')).FullName
    }

    It 'previews without making any' {
        Export-CardPinLetter -BatchId $batch -Path $out @key -WhatIf | Should -BeNullOrEmpty
        Get-ChildItem $out | Should -BeNullOrEmpty
        Get-CardHistory -Kind LetterBegun | Should -BeNullOrEmpty
    }

    It 'are made by a PowerShell of their own, as files that only their owner reads' {
        $letter = Export-CardPinLetter T-00001 -Path $out @key
        $letter.State | Should -Be 'Printed'
        $made = Get-ChildItem $out
        $made.Name | Should -Be "$($letter.Number).pdf"
        [System.IO.File]::ReadAllText($made.FullName).Substring(0, 4) | Should -Be '%PDF'
        if (-not $IsWindows) {
            $made.UnixMode | Should -Be '-rw-------'
        }
        Get-CardPin -Letter $letter.Number @key -Reason test | Should -BeOfType securestring
    }

    It 'are made once, and again only with a reason' {
        Get-ErrorId { Export-CardPinLetter T-00001 -Path $out @key } | Should -Be 'TempCard.LetterExists'
        Get-ErrorId { Export-CardPinLetter T-00001 -Path $out @key -Again } | Should -Be 'TempCard.UsageInvalid'
        (Export-CardPinLetter T-00001 -Path $out @key -Again -Reason torn).Copy | Should -Be 2
        (Get-CardHistory T-00001 -Kind LetterBegun)[-1].Detail | Should -BeLike '*: torn'
        (Export-CardPinLetter -NotPrinted -Path $out @key -Layout mailer).CardNumber |
            Should -Be 'T-00002', 'T-00003'
        Export-CardPinLetter -BatchId $batch -Path $out @key | Should -BeNullOrEmpty
    }

    It 'refuses with an id: <id>' -ForEach @(
        @{ command = { Export-CardPinLetter T-00001 @key -Again -Reason test }; id = 'LetterPrinterMissing' }
        @{ command = { Export-CardPinLetter T-00001 -Path "$out/none" @key -Again -Reason test }; id = 'FileNotUsable' }
        @{ command = { Export-CardPinLetter -BatchId B-9 -Path $out @key }; id = 'BatchNotFound' }
        @{ command = { Export-CardPinLetter T-99999 -Path $out @key }; id = 'CardNotFound' }
    ) {
        Get-ErrorId $command | Should -Be "TempCard.$id"
    }
}
